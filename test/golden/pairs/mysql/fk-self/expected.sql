ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `fk_x`;
ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `__test_fk_self` FOREIGN KEY (`pid`) REFERENCES `shop`.`shadow` (`id`);
