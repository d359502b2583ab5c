ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `f1s`;
ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `__test_f1` FOREIGN KEY (`pid`) REFERENCES `shop`.`__test_parent` (`id`) ON DELETE CASCADE;
