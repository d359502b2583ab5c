ALTER TABLE `shop`.`shadow` DROP INDEX `f1`, ADD FULLTEXT KEY `f1` (`a`), ADD FULLTEXT KEY `f2` (`a`,`b`);
