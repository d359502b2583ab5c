ALTER TABLE `shop`.`shadow` DROP CHECK `__test_cn`, DROP CHECK `__test_ck`, ADD CONSTRAINT `co` CHECK ((`a` <> 7)), ADD CONSTRAINT `__test_ck` CHECK ((`a` > 1));
