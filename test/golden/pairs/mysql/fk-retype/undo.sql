ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `__test_f1`;
ALTER TABLE `shop`.`shadow` DROP INDEX `f1`, MODIFY COLUMN `pid` int DEFAULT NULL, ADD KEY `f1s` (`pid`);
ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `f1s` FOREIGN KEY (`pid`) REFERENCES `shop`.`__test_parent` (`id`);
