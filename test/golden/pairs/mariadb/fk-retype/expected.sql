ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `f1s`;
ALTER TABLE `shop`.`shadow` DROP INDEX `f1s`, MODIFY COLUMN `pid` int(11) NOT NULL, ADD KEY `f1` (`pid`);
ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `__test_f1` FOREIGN KEY (`pid`) REFERENCES `shop`.`__test_parent` (`id`);
