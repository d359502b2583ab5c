CREATE TABLE `shadow` (
  `id` int NOT NULL,
  `v` varchar(10) DEFAULT NULL,
  `w` varchar(10) DEFAULT NULL,
  `x` varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1
