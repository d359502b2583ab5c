-- taken by: mariadb-11.8
create sequence if not exists sq1;
create table vv (id int primary key, v vector(3) not null, vector index (v));
create table vv2 (id int primary key, v vector(3) not null, vector index vi (v) m=6 distance=cosine);
create table mdb_vec (id int primary key, e vector(8) not null, vector index ve (e) m=8 distance=cosine);
create table mdb_vec2 (id int primary key, e vector(4) not null, vector (e));
