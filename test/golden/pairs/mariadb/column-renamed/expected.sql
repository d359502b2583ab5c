ALTER TABLE `shop`.`shadow` DROP COLUMN `old_name`, ADD COLUMN `new_name` varchar(20) DEFAULT NULL;
