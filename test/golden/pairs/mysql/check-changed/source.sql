CREATE TABLE `source` (
  `id` int NOT NULL,
  `a` int DEFAULT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `ck` CHECK ((`a` > 2)),
  CONSTRAINT `cn` CHECK ((`a` < 100))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
