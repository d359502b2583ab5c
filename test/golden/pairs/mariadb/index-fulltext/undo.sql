ALTER TABLE `shop`.`shadow` DROP INDEX `f1`, DROP INDEX `f2`, ADD FULLTEXT KEY `f1` (`a`,`b`);
