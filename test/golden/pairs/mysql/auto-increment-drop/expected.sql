ALTER TABLE `shop`.`shadow` MODIFY COLUMN `id` int NOT NULL;
