CREATE TABLE `source` (
  `id` int NOT NULL,
  `a` int DEFAULT '5',
  `b` varchar(9) DEFAULT 'x''y',
  `c` datetime DEFAULT CURRENT_TIMESTAMP,
  `d` bit(4) DEFAULT b'11',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
