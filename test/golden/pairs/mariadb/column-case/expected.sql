ALTER TABLE `shop`.`shadow` CHANGE COLUMN `name` `Name` int(11) DEFAULT NULL;
