ALTER TABLE `shop`.`shadow` ADD KEY `f2s` (`pid`);
ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `f2s` FOREIGN KEY (`pid`) REFERENCES `shop`.`__test_parent` (`id`);
