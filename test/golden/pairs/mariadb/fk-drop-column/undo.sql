ALTER TABLE `shop`.`shadow` ADD COLUMN `pid` int(11) DEFAULT NULL, ADD KEY `f2s` (`pid`);
ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `f2s` FOREIGN KEY (`pid`) REFERENCES `shop`.`__test_parent` (`id`);
