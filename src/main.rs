//! The program `rapporteur`: see `cli` for its commands, and the library for what they do.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
