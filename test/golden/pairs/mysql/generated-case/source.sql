CREATE TABLE `source` (
  `id` int NOT NULL,
  `A` int DEFAULT NULL,
  `g` int GENERATED ALWAYS AS ((`A` + 1)) STORED,
  `v` int GENERATED ALWAYS AS ((`A` + 2)) VIRTUAL,
  PRIMARY KEY (`id`),
  KEY `kg` (`g`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
