ALTER TABLE `shop`.`shadow` DROP CHECK `__test_ck`;
ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `__test_ck` CHECK ((`a` > 2));
