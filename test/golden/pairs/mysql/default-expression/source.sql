CREATE TABLE `source` (
  `id` int NOT NULL,
  `a` int DEFAULT NULL,
  `b` int DEFAULT ((`a` + 1)),
  `c` varchar(40) DEFAULT (concat(_utf8mb4'x',_utf8mb4'y')),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
