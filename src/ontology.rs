//! What may be said, as data: names of the world (the gazetteer).

pub mod gazetteer;
