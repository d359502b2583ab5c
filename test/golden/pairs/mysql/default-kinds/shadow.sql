CREATE TABLE `shadow` (
  `id` int NOT NULL,
  `a` int DEFAULT NULL,
  `b` varchar(9) DEFAULT 'q',
  `c` datetime DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP,
  `d` bit(4) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
