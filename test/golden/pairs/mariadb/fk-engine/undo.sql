ALTER TABLE `shop`.`shadow` ENGINE=InnoDB;
ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `f1s` FOREIGN KEY (`pid`) REFERENCES `shop`.`__test_parent` (`id`);
