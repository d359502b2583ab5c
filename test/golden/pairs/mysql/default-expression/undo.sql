ALTER TABLE `shop`.`shadow` MODIFY COLUMN `b` int DEFAULT ((`a` + 2)), MODIFY COLUMN `c` varchar(40) DEFAULT NULL;
