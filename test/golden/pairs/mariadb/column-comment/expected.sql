ALTER TABLE `shop`.`shadow` MODIFY COLUMN `v` int(11) DEFAULT NULL COMMENT 'it''s';
