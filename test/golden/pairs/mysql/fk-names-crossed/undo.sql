ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `__test_f1`, DROP FOREIGN KEY `__test_f2`;
ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `__test_f2` FOREIGN KEY (`a`) REFERENCES `shop`.`__test_parent` (`id`);
