ALTER TABLE `shop`.`shadow` DROP CHECK `cb`, DROP CHECK `ck`, DROP COLUMN `b`;
