CREATE TABLE `source` (
  `id` int NOT NULL,
  `j` json DEFAULT NULL,
  `d` int DEFAULT ((1 + 2)),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
