CREATE CONSTRAINT thing_id IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE;
LOAD CSV WITH HEADERS FROM 'file:///nodes.csv' AS row
MERGE (n:Thing {id: row.`id:ID`})
SET n.label = row.label, n.kind = row.`:LABEL`,
    n.`affiliation` = row.`affiliation`,
    n.`aliases` = row.`aliases`,
    n.`betweenness` = toFloat(row.`betweenness:double`),
    n.`community` = toInteger(row.`community:long`),
    n.`confidence` = toFloat(row.`confidence:double`),
    n.`degree` = toInteger(row.`degree:long`),
    n.`direct` = toBoolean(row.`direct:boolean`),
    n.`disputed` = toBoolean(row.`disputed:boolean`),
    n.`file` = row.`file`,
    n.`first` = row.`first`,
    n.`iri` = row.`iri`,
    n.`last` = row.`last`,
    n.`latitude` = toFloat(row.`latitude:double`),
    n.`longitude` = toFloat(row.`longitude:double`),
    n.`medium` = row.`medium`,
    n.`mentions` = toInteger(row.`mentions:long`),
    n.`offices` = row.`offices`,
    n.`pagerank` = toFloat(row.`pagerank:double`),
    n.`points` = toInteger(row.`points:long`),
    n.`published` = row.`published`,
    n.`publisher` = row.`publisher`,
    n.`quantities` = row.`quantities`,
    n.`quote` = row.`quote`,
    n.`sources` = toInteger(row.`sources:long`),
    n.`status` = row.`status`,
    n.`url` = row.`url`,
    n.`weighted_degree` = toInteger(row.`weighted_degree:long`),
    n.`wikidata` = row.`wikidata`;
LOAD CSV WITH HEADERS FROM 'file:///relationships.csv' AS row
MATCH (a:Thing {id: row.`:START_ID`}), (b:Thing {id: row.`:END_ID`})
MERGE (a)-[r:RELATED {kind: row.`:TYPE`}]->(b)
SET r.weight = toFloat(row.`weight:double`),
    r.`claims` = row.`claims`,
    r.`confidence` = toFloat(row.`confidence:double`),
    r.`first` = row.`first`,
    r.`last` = row.`last`,
    r.`sources` = toInteger(row.`sources:long`);
