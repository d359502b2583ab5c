CREATE TABLE `source` (
  `id` int NOT NULL,
  `a` int DEFAULT NULL,
  `b` int DEFAULT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `ck` CHECK ((`a` < `b`)),
  CONSTRAINT `source_chk_1` CHECK ((`b` > 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
