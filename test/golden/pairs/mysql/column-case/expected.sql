ALTER TABLE `shop`.`shadow` CHANGE COLUMN `name` `Name` int DEFAULT NULL;
