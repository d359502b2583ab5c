ALTER TABLE `shop`.`shadow` MODIFY COLUMN `id` bigint NOT NULL, MODIFY COLUMN `a` varchar(30) DEFAULT NULL;
