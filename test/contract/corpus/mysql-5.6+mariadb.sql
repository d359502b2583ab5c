-- taken by: mariadb-10.11 mariadb-11.8 mysql-5.6
create table fk_child (a int, b int, constraint x foreign key (a,b) references fk_parent(a,b) on delete set null);
create table regions (region char(2) not null, city varchar(30) not null, n int, primary key (region, city)) partition by list columns (region) (partition pn values in ('N1','N2'), partition ps values in ('S1'), partition pq values in ('it''s','\\'));
