ALTER TABLE `shop`.`shadow` ADD COLUMN `b` int(11) DEFAULT NULL, ADD CONSTRAINT `ck` CHECK (`a` > `b`), ADD CONSTRAINT `cb` CHECK (`b` > 1);
