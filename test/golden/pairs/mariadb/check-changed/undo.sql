ALTER TABLE `shop`.`shadow` DROP CONSTRAINT `ck`, DROP CONSTRAINT `cn`, ADD CONSTRAINT `__test_ck` CHECK (`a` > 1), ADD CONSTRAINT `co` CHECK (`a` <> 7);
