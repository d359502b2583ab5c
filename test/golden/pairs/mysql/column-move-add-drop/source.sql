CREATE TABLE `source` (
  `id` int NOT NULL,
  `x` int DEFAULT NULL,
  `c` int DEFAULT NULL,
  `y` int DEFAULT NULL,
  `a` int DEFAULT NULL,
  `z` int DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
