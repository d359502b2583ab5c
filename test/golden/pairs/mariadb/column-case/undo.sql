ALTER TABLE `shop`.`shadow` CHANGE COLUMN `Name` `name` int(11) DEFAULT NULL;
