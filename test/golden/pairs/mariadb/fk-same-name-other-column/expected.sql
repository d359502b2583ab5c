ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `__test_f1`;
ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `__test_f1` FOREIGN KEY (`b`) REFERENCES `shop`.`__test_parent` (`id`);
