CREATE TABLE `shadow` (
  `id` int NOT NULL,
  `a` int DEFAULT NULL,
  `g` int GENERATED ALWAYS AS ((`a` + 1)) STORED,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
