ALTER TABLE `shop`.`shadow` MODIFY COLUMN `v` int DEFAULT NULL COMMENT 'it''s';
