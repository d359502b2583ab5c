ALTER TABLE `shop`.`shadow` MODIFY COLUMN `id` bigint(20) NOT NULL, MODIFY COLUMN `a` varchar(30) DEFAULT NULL;
