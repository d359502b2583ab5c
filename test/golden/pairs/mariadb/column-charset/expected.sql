ALTER TABLE `shop`.`shadow` MODIFY COLUMN `v` varchar(10) CHARACTER SET latin1 COLLATE latin1_swedish_ci DEFAULT NULL;
