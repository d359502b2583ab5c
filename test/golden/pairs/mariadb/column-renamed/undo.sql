ALTER TABLE `shop`.`shadow` DROP COLUMN `new_name`, ADD COLUMN `old_name` varchar(20) DEFAULT NULL;
