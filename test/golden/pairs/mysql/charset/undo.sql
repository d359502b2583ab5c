ALTER TABLE `shop`.`shadow` MODIFY COLUMN `v` varchar(10) DEFAULT NULL, MODIFY COLUMN `w` text, DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;
