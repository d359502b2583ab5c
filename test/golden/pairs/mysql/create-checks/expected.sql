CREATE TABLE `shop`.`shadow` (
  `id` int NOT NULL,
  `a` int DEFAULT NULL,
  `b` int DEFAULT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `__test_ck` CHECK ((`a` < `b`)),
  CONSTRAINT `__test_source_chk_1` CHECK ((`b` > 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
