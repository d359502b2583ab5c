CREATE TABLE `source` (
  `a` int NOT NULL,
  `p` point DEFAULT NULL,
  PRIMARY KEY (`a`),
  UNIQUE KEY `u` (`a`) /*!80000 INVISIBLE */
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
