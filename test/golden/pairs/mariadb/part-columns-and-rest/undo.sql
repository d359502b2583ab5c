ALTER TABLE `shop`.`shadow` DROP PARTITION `p1`;
ALTER TABLE `shop`.`shadow` DROP INDEX `kn`, DROP COLUMN `n`, COMMENT='';
