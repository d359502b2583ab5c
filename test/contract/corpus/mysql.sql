-- taken by: mysql-5.6 mysql-9
create table cfmt (a int column_format fixed, b int storage disk default 5 comment 'x', c int column_format dynamic storage memory not null) engine=innodb;
