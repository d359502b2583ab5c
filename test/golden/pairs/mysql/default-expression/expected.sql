ALTER TABLE `shop`.`shadow` MODIFY COLUMN `b` int DEFAULT ((`a` + 1)), MODIFY COLUMN `c` varchar(40) DEFAULT (concat(_utf8mb4'x',_utf8mb4'y'));
