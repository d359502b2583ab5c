ALTER TABLE `shop`.`shadow` CHANGE COLUMN `Name` `name` int DEFAULT NULL;
