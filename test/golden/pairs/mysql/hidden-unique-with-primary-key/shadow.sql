CREATE TABLE `shadow` (
  `a` int NOT NULL,
  `p` point DEFAULT NULL,
  UNIQUE KEY `u` (`a`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
