ALTER TABLE `shop`.`shadow` DROP CONSTRAINT `ck`, DROP COLUMN `b`, ADD CONSTRAINT `__test_ck` CHECK (`v` > -2);
