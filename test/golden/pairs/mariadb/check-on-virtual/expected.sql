ALTER TABLE `shop`.`shadow` DROP CONSTRAINT `__test_ck`, ADD COLUMN `b` int(11) DEFAULT NULL, ADD CONSTRAINT `ck` CHECK (`v` > -2);
