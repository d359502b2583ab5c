ALTER TABLE `shop`.`shadow` MODIFY COLUMN `b` int(11) DEFAULT (`a` + 2), MODIFY COLUMN `c` varchar(40) DEFAULT NULL;
