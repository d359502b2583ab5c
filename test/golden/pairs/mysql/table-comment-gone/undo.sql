ALTER TABLE `shop`.`shadow` COMMENT='it''s';
