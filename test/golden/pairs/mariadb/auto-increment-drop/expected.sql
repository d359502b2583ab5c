ALTER TABLE `shop`.`shadow` MODIFY COLUMN `id` int(11) NOT NULL;
